#!/usr/bin/python3
"""qualified.py BUILTINS FILE…: prints each name that is not qualified where it should be, and each statement that it cannot read.
qualified.py BUILTINS --examples FILE: tries it out.

BUILTINS has the names of pg_catalog, a line each: function name, or type name."""
import sys

from names import Names
from statements import Unreadable, of_cpp, of_sql


def names_of(path):
    functions, types = set(), set()
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            kind, name = line.split()
            (functions if kind == 'function' else types).add(name)
    return Names(functions, types)


def complaints(statements, names):
    try:
        for where, statement, pinned in statements:
            for kind, name in names.loose(statement, pinned):
                yield where, f'{kind} {name}'
    except Unreadable as error:
        yield str(error), 'statement that cannot be read'


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def in_ascii(text):
    # Some versions of the parser count characters, others bytes.
    return text.encode('ascii', 'replace').decode()


def of_file(path):
    # As docker/api/install.sh and sql/join.sh run a file: in a pinned path, and @extschema@ stands for a schema.
    source = in_ascii(read(path))
    return of_cpp(source, path) if path.endswith('.cpp') else of_sql(source.replace('@extschema@', 'extschema'), True, path)


def failed_examples(path, names):
    lines = read(path).splitlines()[1:]
    for example, meant in zip(lines[::2], lines[1::2]):
        found = {name for _, name in complaints(of_sql(example, True, ''), names)}
        if found != {meant.removeprefix('-- ')} - {'nothing'}:
            yield example, ', '.join(found) or 'nothing'


def main():
    names = names_of(sys.argv[1])
    if sys.argv[2] == '--examples':
        found = list(failed_examples(sys.argv[3], names))
    else:
        found = [complaint for path in sys.argv[2:] for complaint in dict.fromkeys(complaints(of_file(path), names))]
    for where, name in found:
        print(f'{where}: {name}')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
