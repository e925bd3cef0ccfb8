export const usage = `Usage:	jq [OPTIONS] FILTER [FILES...]
	jq [OPTIONS] --args FILTER [ARGUMENTS...]
	jq [OPTIONS] --jsonargs FILTER [JSON_VALUES...]

jq filters JSON: '.' prints it in a pretty form, '.name' takes a member out of it.

Options:
  -c               compact instead of pretty-printed output
  -n               use 'null' as the single input value
  -e               set the exit status by the last output
  -s               read all inputs into one array
  -r               print texts raw, not as JSON
  -j               like -r, without newlines
  -R               read lines as texts, not JSON
  -C               colors
  -M               no colors
  -S               sort the keys of objects
  --tab            indent with tabs
  --indent n       indent with n spaces
  --arg a v        set $a to the text v
  --argjson a v    set $a to the JSON v
  --slurpfile a f  set $a to the values in the file f
  --rawfile a f    set $a to the text of the file f
  --args           what follows the filter are texts, in $ARGS.positional
  --jsonargs       what follows the filter is JSON, in $ARGS.positional
  -f               FILTER is a file with the program
`;
