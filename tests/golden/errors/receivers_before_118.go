// Receivers instantiate their types.
// flags: -lang=go1.17
package p

type S[P, Q interface{}] struct{} // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func (s S[P, Q]) m()     {} // error "type instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"
func (s *S[_, Q]) n(q Q) {} // error "type instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"
func (s *S[_]) o()       {} // error "receiver declares 1 type parameter, but receiver base type declares 2" "type instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"
