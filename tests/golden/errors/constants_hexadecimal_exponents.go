// The smallest hexadecimal exponents.
package p

const a = 0x1p-2147483648
const b = 0x1p-2147483649
const c = 0x1p-2147483650 // error "malformed constant: 0x1p-2147483650"
const d = 0x100p-2147483649
const e = 0x.1p2147483648
const f = 0x1p2147483647 // error "malformed constant: 0x1p2147483647"
const g = 0x0p99999999999
