// Costs that are easily guessed wrong.
// flags: -l=0 -m=2
package p

import "math/bits"

// No intrinsic on amd64: its body is inlined. The wider ones are intrinsics.
func ones8(x uint8) int { return bits.OnesCount8(x) }

func ones16(x uint16) int { return bits.OnesCount16(x) }

// In shaped code types come from the dictionary, and reading them costs.
func makes[P any]() *P { return new(P) }

func asserts[P any](x any) P { return x.(P) }

func nothing[P any](x []P) {}

func passes[P any](x P) { nothing[P](nil) }

func use(x any) { makes[int](); asserts[int](x); passes(1) }
