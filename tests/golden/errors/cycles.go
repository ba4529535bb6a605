// Types that contain themselves, through instances of generic types too.
package p

type array[P any] [10]array[P] // error "invalid recursive type: array[P] refers to itself"

type box[P any] struct{ f P }

type t1 struct{ f box[t1] } // error "invalid recursive type t1"

type t2 struct{ f box[box[t2]] } // error "invalid recursive type t2"

type left[P any] struct{ f right[P] } // error "invalid recursive type right[P]"

type right[P any] struct{ f left[P] }

type fine[P any] struct{ f *fine[*P] }
