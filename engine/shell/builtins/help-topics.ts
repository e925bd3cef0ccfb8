/** What `help` tells of a builtin or keyword of bash: how it is called, and what it is for. */
export interface HelpTopic {
  readonly name: string;
  readonly synopsis: string;
  readonly sentence: string;
}

/** Names and synopses are bash 5.2's, which also prints them after a wrong option; the sentences are ours. */
const table = `
%\tjob_spec [&]\tContinues a job in the foreground, or with & in the background.
(( ... ))\t(( expression ))\tEvaluates an arithmetic expression; succeeds when it is not 0.
.\t. filename [arguments]\tRuns the commands of a file in this shell.
:\t:\tDoes nothing, successfully.
[\t[ arg... ]\tTests a condition; another name of test, closed by ].
[[ ... ]]\t[[ expression ]]\tTests a condition without splitting words, with patterns and regular expressions.
alias\talias [-p] [name[=value] ... ]\tDefines short names for commands, or lists them.
bg\tbg [job_spec ...]\tLets stopped jobs go on in the background.
bind\tbind [-lpsvPSVX] [-m keymap] [-f filename] [-q name] [-u name] [-r keyseq] [-x keyseq:shell-command] [keyseq:readline-function or readline-command]\tTells what keys do in the line editor.
break\tbreak [n]\tLeaves the innermost loop, or n loops.
builtin\tbuiltin [shell-builtin [arg ...]]\tRuns a builtin even where a function has its name.
caller\tcaller [expr]\tTells from where the running function was called.
case\tcase WORD in [PATTERN [| PATTERN]...) COMMANDS ;;]... esac\tRuns the commands of the first pattern that a word matches.
cd\tcd [-L|[-P [-e]] [-@]] [dir]\tGoes to another directory: to the home directory, or with - to the one before.
command\tcommand [-pVv] command [arg ...]\tRuns a command past functions; with -v or -V tells what it is.
compgen\tcompgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]\tPrints what a word could be completed to.
complete\tcomplete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]\tTells how the arguments of commands are completed with Tab.
compopt\tcompopt [-o|+o option] [-DEI] [name ...]\tChanges the options of a completion.
continue\tcontinue [n]\tBegins the next turn of the innermost loop, or of the nth one around.
coproc\tcoproc [NAME] command [redirections]\tRuns a command in the background with pipes to its input and output.
declare\tdeclare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]\tMakes variables with attributes, or shows them.
dirs\tdirs [-clpv] [+N] [-N]\tShows the stack of directories.
disown\tdisown [-h] [-ar] [jobspec ... | pid ...]\tForgets jobs, which go on without the shell.
echo\techo [-neE] [arg ...]\tPrints its arguments, with blanks between.
enable\tenable [-a] [-dnps] [-f filename] [name ...]\tSwitches builtins on, or off with -n.
eval\teval [arg ...]\tRuns its arguments as a command.
exec\texec [-cl] [-a name] [command [argument ...]] [redirection ...]\tBecomes another program, or redirects the shell itself.
exit\texit [n]\tEnds the shell.
export\texport [-fn] [name[=value] ...] or export -p\tHands variables to the commands that the shell runs.
false\tfalse\tDoes nothing, and fails.
fc\tfc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]\tLists commands of the history, or edits and runs them again.
fg\tfg [job_spec]\tBrings a job to the foreground.
for\tfor NAME [in WORDS ... ] ; do COMMANDS; done\tRuns commands once for each word.
for ((\tfor (( exp1; exp2; exp3 )); do COMMANDS; done\tRuns commands as long as an arithmetic expression is not 0.
function\tfunction name { COMMANDS ; } or name () { COMMANDS ; }\tDefines a function.
getopts\tgetopts optstring name [arg ...]\tTakes the next option of the arguments.
hash\thash [-lr] [-p pathname] [-dt] [name ...]\tShows or forgets where commands were found.
help\thelp [-dms] [pattern ...]\tTells about builtins and keywords.
history\thistory [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]\tShows the commands that were typed.
if\tif COMMANDS; then COMMANDS; [ elif COMMANDS; then COMMANDS; ]... [ else COMMANDS; ] fi\tRuns commands when others succeed.
jobs\tjobs [-lnprs] [jobspec ...] or jobs -x command [args]\tLists the jobs of this shell.
kill\tkill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\tSends a signal to processes or jobs.
let\tlet arg [arg ...]\tEvaluates arithmetic expressions.
local\tlocal [option] name[=value] ...\tMakes variables of the running function.
logout\tlogout [n]\tEnds a login shell.
mapfile\tmapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]\tReads lines into an array.
popd\tpopd [-n] [+N | -N]\tTakes a directory from the stack and goes to the one below.
printf\tprintf [-v var] format [arguments]\tPrints its arguments by a format.
pushd\tpushd [-n] [+N | -N | dir]\tPuts a directory on the stack and goes there.
pwd\tpwd [-LP]\tPrints the working directory.
read\tread [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]\tReads a line and splits it into variables.
readarray\treadarray [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]\tReads lines into an array; another name of mapfile.
readonly\treadonly [-aAf] [name[=value] ...] or readonly -p\tMakes variables that cannot be changed any more.
return\treturn [n]\tLeaves the running function or file.
select\tselect NAME [in WORDS ... ;] do COMMANDS; done\tLets the user choose words from a menu.
set\tset [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\tSets options and positional parameters, or lists variables.
shift\tshift [n]\tDrops the first positional parameters.
shopt\tshopt [-pqsu] [-o] [optname ...]\tSwitches options of the shell.
source\tsource filename [arguments]\tRuns the commands of a file in this shell.
suspend\tsuspend [-f]\tStops the shell until it is continued.
test\ttest [expr]\tTests a condition.
time\ttime [-p] pipeline\tTells how long commands take.
times\ttimes\tShows the time that the shell and its children have used.
trap\ttrap [-lp] [[arg] signal_spec ...]\tRuns a command when a signal comes, or when the shell ends.
true\ttrue\tDoes nothing, successfully.
type\ttype [-afptP] name [name ...]\tTells what a command name means.
typeset\ttypeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]\tMakes variables with attributes; another name of declare.
ulimit\tulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\tShows or sets limits of the resources that commands may use.
umask\tumask [-p] [-S] [mode]\tShows or sets the permissions that new files do not get.
unalias\tunalias [-a] name [name ...]\tRemoves aliases.
unset\tunset [-f] [-v] [-n] [name ...]\tRemoves variables and functions.
until\tuntil COMMANDS; do COMMANDS-2; done\tRuns commands as long as others fail.
variables\tvariables - Names and meanings of some shell variables\tPATH, HOME, PS1, IFS and others: see their names with set.
wait\twait [-fn] [-p var] [id ...]\tWaits for jobs or processes to end.
while\twhile COMMANDS; do COMMANDS-2; done\tRuns commands as long as others succeed.
{ ... }\t{ COMMANDS ; }\tGroups commands, for a redirection of all.
`;

export const helpTopics: readonly HelpTopic[] = table
  .trim()
  .split('\n')
  .map(line => {
    const [name = '', synopsis = '', sentence = ''] = line.split('\t');
    return { name, synopsis, sentence };
  });

/** How a builtin is called. */
export function synopsisOf(name: string): string | undefined {
  return helpTopics.find(topic => topic.name === name)?.synopsis;
}
