// The order of instances: the one queued last is read first.
package p

type S[T any] struct{ x T }

func (s *S[T]) A() any { return &S[int]{} } // want "&S[int]{} escapes to heap" "&S[int]{} escapes to heap" "&S[int]{} escapes to heap" "&S[int]{} escapes to heap" "&S[int]{} escapes to heap" "&S[int]{} escapes to heap" "&S[int]{} escapes to heap"
func (s *S[T]) B() any { return new(T) } // want "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap"
func (s *S[T]) C() any { return func() { s.A() } } // want "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap"
func F[T any]() any    { return &S[T]{} } // want "&S[go.shape.int]{} escapes to heap" "&S[go.shape.map[string]go.shape.string]{} escapes to heap" "&S[go.shape.map[string]go.shape.int8]{} escapes to heap"
func G[T any]() any    { return F[map[string]T]() }
func a() any           { return F[int]() }
func b() any           { return G[string]() }
func c() any           { x := 1; return func() any { return G[int8]() == any(&x) } } // want "moved to heap: x" "func literal escapes to heap" "G[go.shape.int8](&.dict.G[int8]) == any(&x) escapes to heap"

type Q struct{ s S[bool] }

func (q *Q) M() any { return q.s.A() } // want "q does not escape"

var v S[uint]
