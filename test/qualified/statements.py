"""The statements of SQL files, of the bodies of functions, of the texts that these run, and of C++."""
import re

from pglast import ast, parse_plpgsql, parse_sql
from pglast.parser import ParseError

from names import nodes_of, spelled

PINNED = ['pg_catalog', 'pg_temp']
# Functions that run a text under another path, which has pgRouting's schema in it; and variables that hold such a text.
GRAPHS = {'connected_components', 'biconnected_components', '_nodes_within'}
GRAPH = re.compile(r'_graph$')
STATEMENT = re.compile(r'\s*(SELECT|WITH|TABLE|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|LOCK|GRANT|REVOKE|TRUNCATE|ANALYZE|IMPORT)\b')
EXECUTING = {'PLpgSQL_stmt_dynexecute': 'query', 'PLpgSQL_stmt_dynfors': 'query', 'PLpgSQL_stmt_return_query': 'dynquery'}


UNKNOWN = 'a.b'


class Unreadable(Exception):
    pass


def parsed(sql, where):
    try:
        return parse_sql(sql)
    except ParseError as error:
        raise Unreadable(f'{where}: {error}: {" ".join(sql.split())[:160]}') from error


def folded(tree):
    """The text that an expression makes, with a name where only a run can tell."""
    if isinstance(tree, ast.A_Const) and isinstance(tree.val, ast.String):
        return tree.val.sval
    if isinstance(tree, ast.A_Expr) and tree.name[-1].sval == '||':
        return folded(tree.lexpr) + folded(tree.rexpr)
    if isinstance(tree, ast.TypeCast):
        return folded(tree.arg)
    if isinstance(tree, ast.FuncCall) and spelled(tree.funcname)[-1] == 'format':
        template, values = folded(tree.args[0]), [folded(arg) for arg in tree.args]
        next_value = iter(range(1, len(values) + 1))

        def put(spec):
            if spec.group(2) == '%':
                return '%'
            if re.search(r'( AS t|CREATE TABLE \S+ )\($', spec.string[:spec.start()]):
                return 'name text'
            at = int(spec.group(1) or next(next_value))
            if spec.group(2) == 's' and at < len(values):
                return values[at]
            return "'name'" if spec.group(2) == 'L' else 'name'

        return re.sub(r'%(?:(\d+)\$)?([ILs%])', put, template)
    if isinstance(tree, ast.FuncCall) and spelled(tree.funcname)[-1] == 'figure_of':
        return folded(tree.args[2]).replace('%I', 'name')
    if isinstance(tree, ast.FuncCall) and spelled(tree.funcname)[-1] == '_dblink':
        return UNKNOWN + '()'
    return UNKNOWN


def expressions(tree, use='plain'):
    """The queries and expressions of a plpgsql body, each with its use: plain, executed, or graph."""
    if isinstance(tree, list):
        for item in tree:
            yield from expressions(item, use)
    elif isinstance(tree, dict):
        for kind, value in tree.items():
            if kind == 'PLpgSQL_expr':
                yield value['query'], use
            elif kind in EXECUTING:
                yield from expressions(value.get(EXECUTING[kind]), 'executed')
                yield from expressions({name: part for name, part in value.items() if name != EXECUTING[kind]})
            elif kind == 'PLpgSQL_var' and 'lineno' not in value:
                continue  # an argument, whose type was found when the function was made
            elif kind == 'PLpgSQL_var':
                yield from expressions(value, 'graph' if GRAPH.search(value['refname']) else 'plain')
            elif kind == 'PLpgSQL_type' and re.match(r'\w+\.|[a-z]', value['typname']) and '%' not in value['typname']:
                yield 'NULL::' + value['typname'], 'plain'
            else:
                yield from expressions(value, use)


def of_sql(sql, pinned, where):
    """Every statement in a text, as (where, statement, whether the search_path is pinned as it runs)."""
    for raw in parsed(sql, where):
        statement = raw.stmt
        yield where, statement, pinned
        if isinstance(statement, ast.CreateFunctionStmt):
            end = raw.stmt_location + raw.stmt_len if raw.stmt_len else len(sql)
            yield from of_function(statement, sql[raw.stmt_location:end], where)
        elif isinstance(statement, ast.DoStmt):
            body = next(option.arg.sval for option in statement.args if option.defname == 'as')
            yield from of_plpgsql(f'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $lint${body}$lint$', pinned, where + ', DO')
        else:
            yield from of_texts(statement, pinned, where)


def of_function(statement, source, where):
    options = {option.defname: option.arg for option in statement.options if option.defname != 'set'}
    path = next((option.arg.args for option in statement.options
                 if option.defname == 'set' and option.arg.name == 'search_path'), None)
    pinned = path is not None and [value.val.sval for value in path] == PINNED
    where += ', ' + '.'.join(spelled(statement.funcname))
    if statement.sql_body:  # bound when it is made, by a script whose path is pinned
        yield from of_texts(statement.sql_body, True, where)
    elif options['language'].sval == 'sql':
        yield from of_sql(options['as'][0].sval, pinned, where)
    elif options['language'].sval == 'plpgsql':
        yield from of_plpgsql(source, pinned, where)


def of_plpgsql(source, pinned, where):
    # The parser knows no type of ours, and so none of its fields.
    declared, begin, body = source.partition('\nBEGIN')
    for row in re.findall(r'(?m)^ +(\w+) \w+\.\w+(?=;| :=)', declared):
        body = re.sub(rf'\b{row}\.\w+', row, body)
    source = declared + begin + body
    try:
        tree = parse_plpgsql(source)
    except ParseError as error:
        raise Unreadable(f'{where}: {error}') from error
    for query, use in expressions(tree):
        query = re.sub(r'^\s*[\w.]+(\[[^]]*\])?\s*:=', '', query)
        query = query if STATEMENT.match(query) else 'SELECT ' + query
        for raw in parsed(query, where):
            yield where, raw.stmt, pinned
            yield from of_texts(raw.stmt, pinned and use != 'graph', where)
            if use == 'executed':
                text = folded(raw.stmt.targetList[0].val)
                if text != UNKNOWN:
                    yield from of_sql(text, pinned, where + ', executed')


def of_texts(tree, pinned, where):
    """The constants in a statement that are statements themselves: sooner or later they are run."""
    graphs = {id(node) for call in nodes_of(tree) if isinstance(call, ast.FuncCall) and spelled(call.funcname)[-1] in GRAPHS
              for node in nodes_of(call)}
    for node in nodes_of(tree):
        if isinstance(node, (ast.A_Const, ast.FuncCall)):
            text = folded(node)
            if STATEMENT.match(text):
                try:
                    yield from of_sql(text, pinned and id(node) not in graphs, where + ', text')
                except Unreadable:
                    pass  # a part of one, or an advice


def of_cpp(source, where):
    """The literals of C++, put together where they are one text; {edge} stands for a table. SpiSession pins their path."""
    source = re.sub(r'(?m)//.*$', '', source)
    for between in (r'"\s*"', r'"\s*\+\s*[\w.:()]+\s*\+\s*"', r'"\s*;\s*\}?\s*(?:if \([^{}]*\) \{)?\s*sql \+=\s*"'):
        source = re.sub(between, lambda gap: 'a' if '+' in gap.group() and ';' not in gap.group() else '', source)
    for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', source):
        text = re.sub(r'\{(\w+)\}', r'network.\1', literal.replace('\\"', '"'))
        if STATEMENT.match(text):
            yield from of_sql(text, True, where)
        elif re.search(r'\w::\w+\b', text):
            yield from of_sql('SELECT ' + text, True, where)
