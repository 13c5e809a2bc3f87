// AWS' validator, and what it does not look for, on the CloudFormation template; then the same on copies with
// a mistake each, which must all be found: node template.mjs docker/fargate/loopgenie.yaml FOLDER
import { readFileSync, writeFileSync } from 'node:fs'
import { RegoEngine, TemplateFile, TemplateModel } from '@aws/cloudformation-validate'

const [path, folder] = process.argv.slice(2)
const engine = new RegoEngine()
let failures = 0

// What the validator objects to in any configuration; tags and replacement on update are its remarks, not objections.
function objections(file) {
  const found = new Set()
  for (const Size of ['small', 'medium', 'large', 'huge']) {
    for (const EntryPoint of ['load-balancer', 'api-gateway']) {
      const report = engine.validateStandard(new TemplateFile(file), { severityLevel: 'WARN', parameterOverrides: { Size, EntryPoint } })
      if (report.status !== 'OK') found.add(`the validator ended with ${report.status}`)
      for (const { ruleId, entity, propertyPath, message } of report.diagnostics) found.add(`${ruleId} ${entity?.logicalId} ${propertyPath}: ${message}`)
    }
  }
  return [...found]
}

// The model's values as plain ones; a reference to a resource becomes { to: its name }.
function plain(value) {
  const [kind, inner] = Object.entries(value)[0]
  if (kind === 'Concrete') return inner.value
  if (kind === 'List') return inner.items.map(plain)
  if (kind === 'Map') return Object.fromEntries(inner.entries.map((entry) => [entry.key, plain(entry.value)]))
  if (kind === 'Reference') return { to: inner.target }
  return { unknown: inner }
}

function resourcesOf(file) {
  const model = new TemplateModel(new TemplateFile(file))
  const resources = Object.values(model.resources()).map(({ logicalId, resourceType, properties }) => ({
    name: logicalId, type: resourceType, of: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, plain(value)])) }))
  model.free()
  return { all: resources, typed: (type) => resources.filter((resource) => resource.type === `AWS::${type}`).map(({ of }) => of) }
}

// What AWS would accept but we do not: [what must hold, whether it does].
function rules({ all, typed }) {
  const [task] = typed('ECS::TaskDefinition')
  const container = (name) => task.ContainerDefinitions.find(({ Name }) => Name === name)
  const [solver, api] = [container('solver'), container('api')]
  const statements = typed('IAM::Role').flatMap((role) => (role.Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement))
  const list = (value) => [value].flat()
  const services = typed('ECS::Service')
  const wait = Number(typed('ElasticLoadBalancingV2::TargetGroup')[0].TargetGroupAttributes
    .find(({ Key }) => Key === 'deregistration_delay.timeout_seconds').Value)
  return [
    ['PostgREST starts once the solver is healthy', api.DependsOn?.some(({ ContainerName, Condition }) => ContainerName === 'solver' && Condition === 'HEALTHY')],
    ['the solver has a health check', Boolean(solver.HealthCheck?.Command)],
    ['PostgREST has time to end after it left the balancer, the solver after it', api.StopTimeout > wait && solver.StopTimeout >= api.StopTimeout],
    ['no password stands in an environment', [solver, api].every(({ Environment }) => Environment.every(({ Name }) => !/PASSWORD|SECRET|USER|URI/.test(Name ?? '')))],
    ['passwords come from Secrets Manager', [solver, api].every(({ Secrets }) => Secrets?.length > 0)],
    ['only the front reaches the tasks', all.filter(({ type, of }) => type === 'AWS::EC2::SecurityGroupIngress' && of.GroupId?.to === 'TaskSecurityGroup')
      .every(({ of }) => of.SourceSecurityGroupId?.to === 'FrontSecurityGroup' && !of.CidrIp && !of.CidrIpv6)
      && all.find(({ name }) => name === 'TaskSecurityGroup').of.SecurityGroupIngress === undefined],
    ['tasks have no public address', services.every((service) => service.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp === 'DISABLED')],
    ['no role may do all of anything', statements.every(({ Action }) => list(Action).every((action) => !action.includes('*')))],
    ['no role may do it to everything', statements.every(({ Action, Resource }) => Resource !== '*' || Action === 'ecr:GetAuthorizationToken')],
    ['logs are kept for a time', typed('Logs::LogGroup').every(({ RetentionInDays }) => RetentionInDays !== undefined)],
    ['the balancer speaks TLS 1.2 and newer', typed('ElasticLoadBalancingV2::Listener').every(({ Protocol, SslPolicy }) => Protocol === 'HTTPS' && /TLS13-1-2/.test(SslPolicy))],
    ['a failed deployment is rolled back', services.every(({ DeploymentConfiguration }) => DeploymentConfiguration.DeploymentCircuitBreaker.Rollback === true)],
  ]
}

const broken = (file) => [...objections(file), ...rules(resourcesOf(file)).filter(([, holds]) => !holds).map(([what]) => what)]

function report(what, complaints) {
  if (complaints.length === 0) return console.log(`ok - fargate: ${what}`)
  failures += 1
  console.log(`not ok - fargate: ${what}\n${complaints.map((complaint) => `#   ${complaint}`).join('\n')}`)
}

report('the template is valid in every size, with either entry', objections(path))
for (const [what, holds] of rules(resourcesOf(path))) report(what, holds ? [] : ['it is not so'])

const mistakes = [
  ['a misspelt property', 'HealthCheckPath:', 'HealthCheckPaths:'],
  ['a reference to nothing', '!Ref Cluster\n', '!Ref Clusters\n'],
  ['memory that Fargate does not offer', 'Memory: "2048"', 'Memory: "9216"'],
  ['a missing required property', '      ScalableDimension: ecs:service:DesiredCount\n', ''],
  ['PostgREST not waiting for the solver', 'Condition: HEALTHY', 'Condition: START'],
  ['tasks open to everybody', 'SourceSecurityGroupId: !Ref FrontSecurityGroup', 'CidrIp: 0.0.0.0/0'],
  ['a role that may do all', 'Action: secretsmanager:GetSecretValue', 'Action: "secretsmanager:*"'],
  ['a password in the environment', '- { Name: LOOPGENIE_LISTEN, Value: 127.0.0.1 }', '- { Name: AUTHENTICATOR_PASSWORD, Value: hunter2 }'],
  ['tasks with public addresses', 'AssignPublicIp: DISABLED', 'AssignPublicIp: ENABLED'],
]
const template = readFileSync(path, 'utf8')
for (const [what, right, wrong] of mistakes) {
  const file = `${folder}/mistake.yaml`
  writeFileSync(file, template.replace(right, wrong))
  const seeded = template.includes(right)
  let complaints
  try {
    complaints = broken(file)
  } catch (error) {
    complaints = [error.message]
  }
  report(`${what} is found${complaints.length ? `: ${complaints[0].slice(0, 90)}` : ''}`, seeded && complaints.length ? [] : [seeded ? 'nothing was found' : 'it could not be seeded'])
}
engine.free()
process.exit(failures ? 1 : 0)
