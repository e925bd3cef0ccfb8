/** `python3 --help`: the options, in our own words. */
export const helpText = (program: string): string => `usage: ${program} [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
-b     : warn where bytes are compared with str (-bb: an error)
-B     : write no .pyc files
-c cmd : run the statements in cmd; it ends the options
-E     : look at no PYTHON* variables of the environment
-h     : show this text (also -? and --help)
-i     : go on with a prompt after the program has run
-I     : isolated: like -E, -P and -s together
-m mod : run a module of the library as a program; it ends the options
-O     : leave out assert statements; -OO leaves out docstrings too
-P     : do not put the folder of the program first on sys.path
-q     : no banner before the first prompt
-s     : no folder of the user on sys.path
-S     : do not import site
-u     : write standard output and standard error at once
-v     : tell of each import
-V     : show the version (also --version); -VV tells more
-W arg : what to do with warnings
-x     : skip the first line of the program
-X opt : an option of this implementation
Arguments:
file   : a program from a file
-      : a program from standard input (a prompt, on a terminal)
arg ...: what the program finds in sys.argv[1:]
`;
