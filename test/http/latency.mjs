// Prints the median time in ms of 200 calls on one connection, after 20 to warm up.
const times = []
for (let call = 0; call < 220; call += 1) {
  const start = performance.now()
  const answer = await fetch(process.argv[2])
  await answer.text()
  if (!answer.ok) process.exit(1)
  if (call >= 20) times.push(performance.now() - start)
}
console.log(times.sort((a, b) => a - b)[100].toFixed(2))
