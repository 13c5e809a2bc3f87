# Sourced from the project's root.

# project_files: the project's own, committed or not, a line each; what is made from them is no part of it. A copy without
# git leaves out what .gitignore names, as git would.
project_files() {
  git -c core.quotePath=off ls-files --cached --others --exclude-standard 2>/dev/null || files_without_git
}

files_without_git() {
  local pattern made=()
  while read -r pattern; do
    pattern=${pattern%/}
    case $pattern in
      '' | '#'*) ;;
      */*) made+=(-o -path "./${pattern#/}") ;;
      *) made+=(-o -name "$pattern") ;;
    esac
  done <.gitignore
  find . \( -name .git "${made[@]}" \) -prune -o -type f -printf '%P\n'
}
