"""The shells that complete words: what each runs, how its words are read and answered, where it looks for us."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from locmem import textfile
from locmem.errors import UsageError

if TYPE_CHECKING:
    from locmem.cli.completion import Answer

SHELLS = ("bash", "zsh", "fish", "powershell")

BASH = r"""# Completion of locmem for bash. Written by `locmem --show-completion bash`.
_locmem() {
    local line kind=
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("$line"); fi
    done < <("${1/#\~\//$HOME/}" --complete bash "$COMP_CWORD" "${COMP_WORDS[@]}" 2>/dev/null)
    case $kind in
        files) compopt -o default 2>/dev/null ;;
        folders) compopt -o dirnames 2>/dev/null ;;
    esac
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[/#=] ]]; then compopt -o nospace 2>/dev/null; fi
    return 0
}
complete -F _locmem locmem
"""

ZSH = r"""#compdef locmem
# Completion of locmem for zsh. Written by `locmem --show-completion zsh`.
_locmem() {
    local line value
    local -a answer whole open
    answer=("${(@f)$(${~words[1]} --complete zsh $((CURRENT - 1)) "${(@Q)words[1,CURRENT]}" 2>/dev/null)}")
    case $answer[1] in
        files) _files; return ;;
        folders) _files -/; return ;;
    esac
    for line in "${(@)answer[2,-1]}"; do
        value=${${line%%$'\t'*}//:/\\:}
        [[ $line == *$'\t'?* ]] && line="$value:${line#*$'\t'}" || line=$value
        if [[ $value == *[/#=] ]]; then open+=("$line"); else whole+=("$line"); fi
    done
    (( $#whole )) && _describe -t words locmem whole
    (( $#open )) && _describe -t words locmem open -S ''
}
if [[ $funcstack[1] == _locmem ]]; then
    _locmem "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    compdef _locmem locmem
fi
"""

FISH = r"""# Completion of locmem for fish. Written by `locmem --show-completion fish`.
function __locmem_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l answer (eval $words[1] --complete fish (count $words) (string escape -- $words "$typed") 2>/dev/null)
    switch "$answer[1]"
        case files
            __fish_complete_path "$typed"
        case folders
            __fish_complete_directories "$typed" ""
        case words
            set -e answer[1]
            test (count $answer) -gt 0; and printf '%s\n' $answer
    end
end
complete -c locmem -f -a '(__locmem_complete)'
"""

POWERSHELL = r"""# Completion of locmem for PowerShell. Written by `locmem --show-completion powershell`.
Register-ArgumentCompleter -Native -CommandName locmem -ScriptBlock {
    param($typed, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor } | ForEach-Object { "$_" })
    $number = if ($typed -eq '') { $words.Count } else { $words.Count - 1 }
    $answer = @(& $words[0] --complete powershell $number @words 2>$null)
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        if (-not $help) { $help = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
    }
}
"""

_SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL}

_BREAKS = ":="
"""Signs at which bash cuts a word in three; what it puts in begins behind the last of them."""

_BARE = re.compile(r"[^\w@%+=:,./#~-]")
"""What a shell does not take for a sign of a word, and bash has to be given with a backslash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The words that are typed, without the program; the last one is being completed.

    stem: how much of it the shell keeps as it stands.  is_quoted: whether it stands in quotes that are open.
    """

    words: tuple[str, ...]
    stem: str = ""
    is_quoted: bool = False


def typed_words(shell: str, words: Sequence[str], number: int) -> Typed:
    """The words of a line as a shell has cut them, up to the one with this number."""
    found = [*words[: number + 1], *([""] if number >= len(words) else [])]
    if shell in ("zsh",):
        return Typed(words=tuple(found[1:]))
    last = found[-1]
    stem = ""
    if shell == "bash":
        glued: list[str] = []
        is_open = False
        for word in found:
            is_break = bool(word) and not word.strip(_BREAKS)
            if glued and (is_open or is_break) and len(glued) > 1:
                glued[-1] += word
            else:
                glued.append(word)
            is_open = is_break
        found = glued
        kept = found[-1] if last and not last.strip(_BREAKS) else found[-1].removesuffix(last)
        stem = _unquoted(kept)
    return Typed(words=tuple(map(_unquoted, found[1:])), stem=stem, is_quoted=last[:1] in ("'", '"'))


def _unquoted(word: str) -> str:
    """A word as it is meant, whose last quote may be open."""
    quote, out, signs = "", "", iter(word)
    for sign in signs:
        if sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote = sign
        elif sign == "\\" and quote != "'":
            out += next(signs, "")
        else:
            out += sign
    return out


def spoken(shell: str, answer: Answer, typed: Typed) -> str:
    """The answer in the lines that the script of a shell reads."""
    lines = [answer.adds]
    for word, what in answer.words:
        if shell == "bash":
            # What is asked for is put in place of the part behind the stem.
            value = word.removeprefix(typed.stem)
            lines.append(value if typed.is_quoted else _BARE.sub(r"\\\g<0>", value))
        else:
            lines.append(f"{word}\t{what}" if what else word)
    return "\n".join(lines) + "\n"


def script(shell: str) -> str:
    """What completes locmem in a shell.  Raises UsageError for one that is not known."""
    return _SCRIPTS[meant(shell)]


def meant(shell: str) -> str:
    """The shell that is named, or the user's where none is.  Raises UsageError."""
    name = Path(shell or os.environ.get("SHELL", "")).name.removesuffix(".exe").lower()
    name = {"pwsh": "powershell"}.get(name, name)
    if name not in _SCRIPTS:
        what = f"locmem completes nothing in {name!r}" if name else "which shell is it?"
        raise UsageError(f"{what}. Name one of {', '.join(SHELLS)}: `locmem --install-completion bash`.")
    return name


def install(shell: str) -> tuple[str, ...]:
    """The files that were written so that new windows of a shell complete locmem; none where all is there already.

    Where a shell looks into no folder by itself, one line goes into the file that it reads when it starts.
    Raises UsageError for an unknown shell, ProjectError where a file cannot be written.
    """
    name = meant(shell)
    if name == "fish":
        place = _folder("XDG_CONFIG_HOME", "~/.config") / "fish" / "completions" / "locmem.fish"
        return (str(place),) if textfile.write_text(place, FISH) else ()
    place = _folder("XDG_DATA_HOME", "~/.local/share") / "locmem" / f"completion.{_ENDINGS[name]}"
    written = [str(place)] if textfile.write_text(place, _SCRIPTS[name]) else []
    begins = _read_at_start(name)
    line = f". '{place}'" if name == "powershell" else f"source '{place}'"
    text = textfile.read(begins).text if begins.exists() else ""
    if line not in text.splitlines():
        text = f"{text}\n" if text and not text.endswith("\n") else text
        textfile.write_text(begins, f"{text}{line}\n")
        written.append(str(begins))
    return tuple(written)


_ENDINGS = {"bash": "bash", "zsh": "zsh", "powershell": "ps1"}


def _read_at_start(name: str) -> Path:
    """The file that a shell reads when it starts."""
    if name == "bash":
        return Path("~/.bashrc").expanduser()
    if name == "zsh":
        return Path(os.environ.get("ZDOTDIR") or "~").expanduser() / ".zshrc"
    for program in ("pwsh", "powershell"):
        words = (program, "-NoProfile", "-Command", "$PROFILE")
        try:
            told = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True).stdout.strip()
        except (OSError, subprocess.SubprocessError):
            continue
        if told:
            return Path(told)
    raise UsageError(
        "PowerShell does not say where its profile lies. Add this line to it: "
        "`locmem --show-completion powershell | Out-String | Invoke-Expression`"
    )


def _folder(variable: str, usual: str) -> Path:
    """A folder of the user's; what is no absolute path counts as nothing (freedesktop.org, basedir-spec)."""
    said = Path(os.environ.get(variable, ""))
    return said if said.is_absolute() else Path(usual).expanduser()
