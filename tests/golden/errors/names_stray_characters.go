// Names with characters that do not belong there are not undefined.
package p

import "fmt"

var a = x́ // error "invalid character U+0301 '́' in identifier"
var b = fmt.y€ // error "invalid character U+20AC '€' in identifier"
var c€ = z // error "invalid character U+20AC '€' in identifier" "undefined: z"
