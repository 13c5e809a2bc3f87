"""Which names in a statement could be found in a schema that somebody else can create objects in.

Where the search_path is pg_catalog and pg_temp alone ("pinned"), a function or an operator without a schema can only be
Postgres' own, as neither is ever looked for in pg_temp; tables and types are, so theirs must say where they are. Under any
other path everything needs its schema: an exact match anywhere in the path beats a nearer schema's looser one, so even
array_agg(x) or x = y may be somebody else's.
"""
from pglast import ast
from pglast.enums import A_Expr_Kind, ObjectType, SortByDir

LOOKED_UP = {A_Expr_Kind.AEXPR_IN: 'IN', A_Expr_Kind.AEXPR_NULLIF: 'NULLIF', A_Expr_Kind.AEXPR_DISTINCT: 'IS DISTINCT FROM',
             A_Expr_Kind.AEXPR_NOT_DISTINCT: 'IS NOT DISTINCT FROM', A_Expr_Kind.AEXPR_BETWEEN: 'BETWEEN',
             A_Expr_Kind.AEXPR_NOT_BETWEEN: 'NOT BETWEEN', A_Expr_Kind.AEXPR_BETWEEN_SYM: 'BETWEEN SYMMETRIC',
             A_Expr_Kind.AEXPR_NOT_BETWEEN_SYM: 'NOT BETWEEN SYMMETRIC', A_Expr_Kind.AEXPR_LIKE: 'LIKE',
             A_Expr_Kind.AEXPR_ILIKE: 'ILIKE', A_Expr_Kind.AEXPR_SIMILAR: 'SIMILAR TO'}

# What a statement changed, as its trigger is shown it: these names come before any table's.
TRANSITION_TABLES = {'old_rows', 'new_rows'}


def nodes_of(tree):
    """All nodes below and including a tree, or a tuple of trees."""
    if isinstance(tree, ast.Node):
        yield tree
        for name in tree:
            yield from nodes_of(getattr(tree, name))
    elif isinstance(tree, tuple):
        for item in tree:
            yield from nodes_of(item)


def spelled(names):
    return [name.sval for name in names if isinstance(name, ast.String)]


class Names:
    def __init__(self, functions, types):
        self.functions = functions  # of pg_catalog
        self.types = types

    def loose(self, statement, pinned):
        """What of a parsed statement is not qualified, as (kind, name)."""
        nodes = list(nodes_of(statement))
        own = TRANSITION_TABLES | {node.ctename for node in nodes if isinstance(node, ast.CommonTableExpr)}
        made = {id(node.relation if isinstance(node, ast.CreateStmt) else node.into.rel)
                for node in nodes if isinstance(node, (ast.CreateStmt, ast.CreateTableAsStmt))}
        for node in nodes:
            if isinstance(node, ast.RangeVar):
                temporary = node.relpersistence == 't' and id(node) in made
                if not node.schemaname and node.relname not in own and not temporary:
                    yield 'relation', node.relname
            elif isinstance(node, ast.TypeName) and node.names:
                names = spelled(node.names)
                if len(names) == 1 and not (pinned and names[0].lstrip('_') in self.types):
                    yield 'type', names[0]
            elif isinstance(node, ast.FuncCall):
                names = spelled(node.funcname)
                if len(names) == 1 and not (pinned and names[0] in self.functions):
                    yield 'function', names[0]
            elif isinstance(node, ast.CreateFunctionStmt) and len(node.funcname) == 1:
                yield 'function', spelled(node.funcname)[0]
            elif isinstance(node, ast.ObjectWithArgs) and len(node.objname) == 1:
                yield 'function', spelled(node.objname)[0]
            elif isinstance(node, ast.DropStmt) and node.removeType in (ObjectType.OBJECT_TABLE, ObjectType.OBJECT_VIEW):
                yield from (('relation', spelled(name)[0]) for name in node.objects if len(name) == 1)
            elif isinstance(node, ast.CommentStmt) and node.objtype == ObjectType.OBJECT_TABLE and len(node.object) == 1:
                yield 'relation', spelled(node.object)[0]
            elif not pinned:
                yield from self.operators(node)

    @staticmethod
    def operators(node):
        if isinstance(node, ast.A_Expr):
            if node.kind in LOOKED_UP:
                yield 'implicit operator', LOOKED_UP[node.kind]
            elif len(node.name) == 1:
                yield 'operator', node.name[0].sval
        elif isinstance(node, ast.SubLink) and node.testexpr and len(node.operName or ()) != 2:
            yield 'implicit operator', 'IN (SELECT …)'
        elif isinstance(node, ast.CaseExpr) and node.arg:
            yield 'implicit operator', 'CASE … WHEN'
        elif isinstance(node, ast.SortBy) and node.sortby_dir == SortByDir.SORTBY_USING and len(node.useOp) == 1:
            yield 'operator', 'USING ' + node.useOp[0].sval
        elif isinstance(node, ast.JoinExpr) and (node.usingClause or node.isNatural):
            yield 'implicit operator', 'JOIN USING'
        elif isinstance(node, ast.CollateClause) and len(node.collname) == 1:
            yield 'collation', node.collname[0].sval
