"""Modules of packages that lean on one another in every way that passes through summaries.

Package pN declares types, generic types, aliases of both (its own and other packages'), variables, and functions
that are inlined across packages; it mentions what some earlier packages declare, instances foremost, and spells
type arguments in ways that are one type: `byte` and `uint8`, an alias and what it stands for.
"""

import random
from pathlib import Path

# What every package offers to later ones.
_OWN = """\
type own struct{ X, Y *int }

func (o *own) Set(p *int) { o.X = p }

type Own = own
type Plain = struct{ X, Y *int }
type Box[T any] struct {
	V    T
	next *Box[T]
}

func (b *Box[T]) Put(v T) { b.V = v }
func (b Box[T]) Get() T   { return b.V }

type Named[T any] = Box[T]
type Pairs[K comparable, V any] = map[K]Box[V]
type Setter interface{ Set(*int) }

func Keep[T any](v T) *T {
	type cell struct{ v T }
	type generic[U any] struct {
		c cell
		u U
	}
	type short[U any] = generic[U]
	c := short[int]{c: cell{v}}
	return &c.c.v
}

func Pass(p *int) *int { return p }

var Shared Box[byte]
"""


def write(root: Path, count: int, seed: int) -> None:
    """A module `layers` of `count` packages p0, p1, …"""
    chance = random.Random(seed)
    (root / "go.mod").write_text("module layers\n\ngo 1.27\n")
    for number in range(count):
        directory = root / f"p{number}"
        directory.mkdir()
        chosen = [n for n in range(number) if chance.random() < 0.6]
        (directory / "a.go").write_text(_package(number, chosen, chance))


def _package(number: int, imported: list[int], chance: random.Random) -> str:
    lines = [f"package p{number}", ""]
    lines += [f'import "layers/p{n}"' for n in imported]
    lines += ["", _OWN]
    for n in imported:
        lines += _uses(n, chance)
    return "\n".join(lines)


def _argument(n: int, chance: random.Random) -> str:
    own = ["byte", "uint8", "rune", "int32", "any", "interface{}", "own", "Own", "Plain"]
    theirs = ["Own", "Plain", "Box[byte]", "Named[uint8]", "Box[int]", "Setter"]
    return chance.choice([*own, *[f"p{n}.{name}" for name in theirs], "[]byte", "*Plain"])


def _uses(n: int, chance: random.Random) -> list[str]:
    """Declarations that mention package n."""
    x, y = _argument(n, chance), _argument(n, chance)
    generic = chance.choice([f"p{n}.Box", f"p{n}.Named", "Box"])
    return [
        f"type alias{n} = p{n}.Plain",
        f"type instance{n} = {generic}[{x}]",
        f"type more{n}[T any] = {generic}[T]",
        f"type embeds{n} struct {{ instance{n} }}",
        f"var shared{n} = &p{n}.Shared",
        f"func Use{n}(p *alias{n}, v {x}) any {{",
        f"\tvar b more{n}[{y}]",
        "\tx := 1",
        f"\tp{n}.Pass(&x)",
        "\tp.X = &x",
        f"\t_ = p{n}.Keep(v)",
        f"\ti := instance{n}{{V: v}}",
        "\ti.Put(v)",
        f"\tvar s p{n}.Setter = &own{{}}",
        "\ts.Set(p.Y)",
        f"\treturn []any{{&b, i.Get, embeds{n}{{i}}, shared{n}.Get(), s.Set}}",
        "}",
        "",
    ]
