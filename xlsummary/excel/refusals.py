"""Why a user's book is left as it is, and what its user can do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xlsummary.excel.user_objects import LeftBehind
from xlsummary.excel.users_book import UsersBook
from xlsummary.model import Text
from xlsummary.problems import XlsummaryError


def refuse_guarded(book: UsersBook, path: Path) -> None:
    """Raises for a book that says that it is not to be changed."""
    if book.is_signed:
        raise XlsummaryError(
            "signed-book",
            Text(f"{path.name} 有数字签名，没有写入", f"{path.name} has a digital signature; left alone"),
            Text(
                "用没有签名的一份；或加 --force：签名从此无效", "Use a copy without it, or --force: the signature is void then"
            ),
            path=str(path),
        )
    if book.is_locked:
        raise XlsummaryError(
            "locked-structure",
            Text(
                f"{path.name} 的工作簿结构受保护，不能加表", f"the structure of {path.name} is protected; no sheet can be added"
            ),
            Text(
                "在“审阅”里撤消“保护工作簿”；或加 --force：照样加表，保护本身不变",
                "Turn off Protect Workbook under Review, or use --force: sheets are added all the same, the protection stays",
            ),
            path=str(path),
        )


_MOST_NAMED = 3


def refuse_used(left: Iterable[LeftBehind], path: Path) -> None:
    """Raises where formulas or names of the user's lead to what a person put on a sheet that is to be written anew."""
    for each in left:
        if each.is_used:
            leading = [*map(str, each.cells), *each.names]
            named = [*leading[:_MOST_NAMED], *(["…"] if len(leading) > _MOST_NAMED else [])]
            objects = Text("、".join(one.zh for one in each.objects), ", ".join(one.en for one in each.objects))
            raise XlsummaryError(
                "sheet-in-use",
                Text(
                    f"{path.name} 的“{each.sheet}”要重新写，而 {'、'.join(named)} 要用到上面的{objects.zh}，没有写入",
                    f"{each.sheet} in {path.name} would be written anew, but {', '.join(named)} "
                    f"{'needs' if len(leading) == 1 else 'need'} what is on it ({objects.en}); left alone",
                ),
                Text(
                    "把这些内容移到自己的表上（表格可“转换为区域”），再运行；或加 --force：照样重写，引用从此失效",
                    "Move it to a sheet of your own (a table: Convert to Range) and run again, or use --force: "
                    "the sheet is written all the same, and what leads to it is void",
                ),
                path=str(path),
            )


def too_many_styles(path: Path) -> XlsummaryError:
    """What is said of a book that has room for no look of ours."""
    return XlsummaryError(
        "too-many-styles",
        Text(
            f"{path.name} 的单元格格式太多，已到 Excel 的上限，不能加表",
            f"{path.name} has as many cell formats as Excel takes; no sheet can be added",
        ),
        Text(
            "在 Excel 里删去不用的单元格样式和表后保存，再运行",
            "Delete unused cell styles and sheets in Excel, save it and run again",
        ),
        path=str(path),
    )
