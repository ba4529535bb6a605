"""What the allocator of Go 1.27 takes for a request (runtime/malloc.go, internal/runtime/gc/sizeclasses.go, linux/amd64)."""

from typing import Final

# Sizes of small objects, in bytes.
_CLASSES: Final = (
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
    384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
    2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
    12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
)  # fmt: skip

# Larger objects get whole pages. The limit leaves room for a header, whether or not there is one.
_SMALL_MAX: Final = 32768 - 8
_PAGE: Final = 8192

# Objects with pointers that are larger than this are preceded by a word that says where the pointers are.
_HEADER_FROM: Final = 512
_HEADER: Final = 8

# Smaller objects without pointers share blocks of this size.
_TINY_BLOCK: Final = 16


def rounded(size: int, has_pointers: bool) -> int:
    """Bytes taken by an object of `size` bytes; 0 for objects without size, which share one address."""
    if size == 0:
        return 0
    if size > _SMALL_MAX:
        return (size + _PAGE - 1) // _PAGE * _PAGE
    if not has_pointers and size < _TINY_BLOCK:
        return _share(size)
    if has_pointers and size > _HEADER_FROM:
        size += _HEADER
    for limit in _CLASSES:
        if size <= limit:
            return limit
    return size


def _share(size: int) -> int:
    """The part of a block taken by a tiny object, rounded up, if all in the block are of its size."""
    align = 8 if size % 8 == 0 else 4 if size % 4 == 0 else 2 if size % 2 == 0 else 1
    step = (size + align - 1) // align * align
    in_block = (_TINY_BLOCK - size) // step + 1
    return (_TINY_BLOCK + in_block - 1) // in_block
