"""VBA as oletools reads it, which is not ours."""

import warnings

with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # it calls pyparsing by names of old
    from oletools.olevba import VBA_Parser, decompress_stream


def modules(content: bytes) -> dict[str, str]:
    """The source of each module of a workbook or an add-in, by name."""
    parser = VBA_Parser("book.xlsm", data=content)
    try:
        return {file.rpartition(".")[0]: code.replace("\r\n", "\n") for _, _, file, code in parser.extract_macros()}
    finally:
        parser.close()


def source_of(container: bytes) -> bytes:
    """What a compressed container holds."""
    return bytes(decompress_stream(bytearray(container)))
