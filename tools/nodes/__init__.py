"""Writes the modules that follow from the fields of ir nodes: walking, settling, copying, encoding, dumping.

    python -m tools.nodes [--check]          (`make nodes`)

The classes in `src/goescape/ir` are the description; nothing is said twice.

- The unions `Expr` and `Stmt` say which classes are nodes, and in which order they are told apart. `OpenExpr`,
  `OpenStmt` stand in templates alone: they are not copied exactly. `DecidedExpr`, `DecidedStmt` never do: they are
  not encoded.
- The order of attributes is that of walking. The order of a constructor's parameters is that of copying and
  encoding. Attributes that are no parameters are copied and encoded after them.
- The type of an attribute says what it is: an operand (`Expr`, `Stmt`, a class of nodes, lists of them, each maybe
  `| None`), a part with nodes in it (a list of a class that is no node), a variable (`Local`), a `Label`, a `Type`, a
  position (`Pos`), or data. `Annotated[…, BESIDE]` is no part of the tree.

Where that does not say enough, the class stands in one of the BY_HAND sets.
"""
