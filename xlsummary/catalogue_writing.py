"""The rules about files that are written: what stands in their way, and what was done all the same."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

OPEN_ELSEWHERE = Rule(
    "open-elsewhere",
    Severity.WARNING,
    Text("文件可能正开着", "a file that may be open"),
    Text(
        "{value} 旁边有 {lock}：它可能正在 Excel、WPS 或 LibreOffice 里开着，也可能是那里没有正常退出",
        "{lock} lies beside {value}: it may be open in Excel, WPS or LibreOffice, or one of them did not end well",
    ),
    Text(
        "如果开着，关闭时不要保存，再重新打开；否则刚写入的表会被覆盖",
        "If it is open, close it without saving and open it again, else what was written now is overwritten",
    ),
)
OTHER_NAMES = Rule(
    "other-names",
    Severity.WARNING,
    Text("文件还有别的名字", "a file with other names"),
    Text(
        "{value} 在磁盘上还有 {count} 个名字（硬链接），那些名字下仍是旧的内容",
        "{value} has {count:more name|more names} on the disk (hard links), where the old content stays",
    ),
    Text("需要同步的，在写好之后重新建链接", "Where they are to be the same, make the links again"),
)
REPLACED_OTHER = Rule(
    "replaced-other",
    Severity.WARNING,
    Text("覆盖了别处来的文件", "a file of another origin was replaced"),
    Text(
        "{value} 不是本工具写的，按 --force 覆盖，原文件留作备份",
        "{value} was not written by this tool; it was replaced because of --force and kept as a backup",
    ),
    Text("核对备份里有没有要保留的内容", "See whether the backup holds something that you need"),
)
WRITTEN_BY_FORCE = Rule(
    "written-by-force",
    Severity.WARNING,
    Text("按 --force 写入", "written because of --force"),
    Text("{reason}；按 --force 仍然写入：{cost}", "{reason}; written all the same because of --force: {cost}"),
    Text(
        "不想这样，用备份或原书恢复，去掉 --force", "If that is not wanted, take the backup or the book itself, without --force"
    ),
)
TITLE_TAKEN = Rule(
    "title-taken",
    Severity.NOTE,
    Text("表名已被占用", "a sheet's name that is taken"),
    Text(
        "本书已有名为“{wished}”的表，没有动它，写入的表叫“{value}”",
        "the book has a sheet {wished}; it was left alone, ours is called {value}",
    ),
    Text("要用这个名字，先给自己的那张表改名", "To have ours called so, give your own sheet another name"),
)
CHANGED_SINCE = Rule(
    "changed-since",
    Severity.WARNING,
    Text("上次写的文件被改过", "a written file that was changed since"),
    Text(
        "{value} 在上次运行之后被别的程序保存过，已留作备份；{kept}",
        "{value} was saved by another program since it was written, and is kept as a backup; {kept}",
    ),
    Text("{hint}", "{hint}"),
)
TYPED_ON_SHEET = Rule(
    "typed-on-sheet",
    Severity.WARNING,
    Text("写在结果表上的字没有带到新表", "what was written on a sheet of results is not on the new one"),
    Text(
        "“{value}”是重新写的，你写在上面的 {count} 处文字不在新表上：{named}",
        "{value} was written anew, without the {count:text|texts} that you wrote there: {named}",
    ),
    Text(
        "备份里还有；要留的写到自己的表上，或“备注”列、“素材”表里",
        "The backup has it; keep it on a sheet of your own, in a column Note or on the sheet Notes",
    ),
)
NOT_ON_NEW_SHEET = Rule(
    "not-on-new-sheet",
    Severity.WARNING,
    Text("加在结果表上的内容没有带到新表", "what was added to a sheet of results is not on the new one"),
    Text(
        "“{value}”是重新写的，你加在上面的{named}不在新表上",
        "{value} was written anew; what you had added to it is not on the new sheet: {named}",
    ),
    Text("从备份或原书把它移到自己的表上", "Move it from the backup or the book itself to a sheet of your own"),
)

WRITING: tuple[Rule, ...] = (
    OPEN_ELSEWHERE,
    OTHER_NAMES,
    REPLACED_OTHER,
    CHANGED_SINCE,
    WRITTEN_BY_FORCE,
    TITLE_TAKEN,
    TYPED_ON_SHEET,
    NOT_ON_NEW_SHEET,
)
"""In the order of the README's table. They are told by what writes files, not by `check`."""
