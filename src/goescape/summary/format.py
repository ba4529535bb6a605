"""The layout of a summary.

    magic
    offsets         one fixed number a section
    sections        in the order of SECTION_*

Most sections are *tables*: a count, as many fixed end offsets, then the entries' bytes. An entry is found by
its number without reading others, and is decoded when something asks for it. Entries refer to each other
by number:

    strings     names and texts
    bases       what positions refer to: files, and parts of files after `//line`
    packages    path and name of the packages mentioned; number 0 is the package itself
    types       structure of types; number 0 is "none". Equal bytes are stored once
    objects     what the package declares: constants, variables, functions, methods, types (local ones too)
    externals   what it mentions of others: by package and name, or derived from a type (methods of
                instances, methods of interfaces)
    tparams     type parameters
    templates   polymorphic trees of functions that are generic or can be inlined (see `trees_out`)
    scope       package-level names, sorted, with their objects
    header      language version; functions of others whose bodies are passed on

A reference to an object is a number: `2 * n` is entry n of objects, `2 * n + 1` entry n of externals.
Whatever changes here needs a new MAGIC.
"""

from typing import Final

MAGIC: Final = b"goescape summary 7\n"

SECTION_STRINGS: Final = 0
SECTION_BASES: Final = 1
SECTION_PACKAGES: Final = 2
SECTION_TYPES: Final = 3
SECTION_OBJECTS: Final = 4
SECTION_EXTERNALS: Final = 5
SECTION_TPARAMS: Final = 6
SECTION_TEMPLATES: Final = 7
SECTION_SCOPE: Final = 8
SECTION_HEADER: Final = 9
SECTION_COUNT: Final = 10

TYPE_BASIC: Final = 1
TYPE_NAMED: Final = 2
TYPE_INSTANCE: Final = 3
TYPE_POINTER: Final = 4
TYPE_SLICE: Final = 5
TYPE_ARRAY: Final = 6
TYPE_STRUCT: Final = 7
TYPE_SIGNATURE: Final = 8
TYPE_INTERFACE: Final = 9
TYPE_MAP: Final = 10
TYPE_CHAN: Final = 11
TYPE_TUPLE: Final = 12
TYPE_PARAM: Final = 13
TYPE_ALIAS: Final = 14
TYPE_ALIAS_INSTANCE: Final = 15
TYPE_UNION: Final = 16
TYPE_FOREIGN_PARAM: Final = 17
TYPE_INSTANCE_COPY: Final = 18  # another copy than the last (see `exportlink`)

OBJECT_CONST: Final = 1
OBJECT_VAR: Final = 2
OBJECT_FUNC: Final = 3
OBJECT_TYPE: Final = 4
OBJECT_ALIAS: Final = 5

EXTERNAL_SCOPE: Final = 1  # package, name
EXTERNAL_UNIVERSE: Final = 2  # name
EXTERNAL_NUMBERED: Final = 3  # package, its object number: types declared inside functions
EXTERNAL_METHOD: Final = 4  # type, name: a method that another package's type declares
EXTERNAL_INSTANCE_METHOD: Final = 5  # type, name: the method of an instance
EXTERNAL_INTERFACE_METHOD: Final = 6  # type, package, name

FUNC_POINTER_RECEIVER: Final = 1
FUNC_HAS_LEAKS: Final = 2

# Receivers of interface methods.
RECEIVER_NONE: Final = 0
RECEIVER_SELF: Final = 1
RECEIVER_TYPE: Final = 2

CONST_UNKNOWN: Final = 0
CONST_FALSE: Final = 1
CONST_TRUE: Final = 2
CONST_STRING: Final = 3
CONST_INT: Final = 4
CONST_FLOAT: Final = 5
CONST_COMPLEX: Final = 6
CONST_ROUNDED: Final = 7
