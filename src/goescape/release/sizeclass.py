"""What the allocator of Go 1.27 rounds a request up to (internal/runtime/gc/sizeclasses.go, linux/amd64)."""

from typing import Final

# Sizes of small objects, in bytes.
_CLASSES: Final = (
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
    384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
    2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
    12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
)  # fmt: skip

# Larger objects get whole pages.
_SMALL_MAX: Final = 32768
_PAGE: Final = 8192

# Objects with pointers that are larger than this are preceded by a word that says where the pointers are.
_HEADER_FROM: Final = 512
_HEADER: Final = 8


def rounded(size: int, has_pointers: bool) -> int:
    """Bytes taken by an object of `size` bytes; 0 for objects without size, which share one address."""
    if size == 0:
        return 0
    if has_pointers and size > _HEADER_FROM and size <= _SMALL_MAX - _HEADER:
        size += _HEADER
    if size > _SMALL_MAX:
        return (size + _PAGE - 1) // _PAGE * _PAGE
    for limit in _CLASSES:
        if size <= limit:
            return limit
    return size
