/** Runs what lies in /docker-entrypoint.d, then becomes the command. */
export const entrypointScript = `#!/bin/sh
# Prepares the configuration when the container is to run nginx, then becomes the command.
set -e

say() {
    [ -n "$NGINX_ENTRYPOINT_QUIET_LOGS" ] || echo "$0: $*"
}

run_scripts() {
    say "Looking for shell scripts in $1"
    find "$1" -follow -type f | sort | while read -r file; do
        case $file in
            *.envsh)
                if [ -x "$file" ]; then
                    say "Sourcing $file"
                    . "$file"
                else
                    say "Ignoring $file, not executable"
                fi ;;
            *.sh)
                if [ -x "$file" ]; then
                    say "Launching $file"
                    "$file"
                else
                    say "Ignoring $file, not executable"
                fi ;;
            *) say "Ignoring $file" ;;
        esac
    done
}

case $1 in
    nginx | nginx-debug)
        if [ -n "$(ls -A /docker-entrypoint.d/ 2>/dev/null)" ]; then
            say "/docker-entrypoint.d/ is not empty, will attempt to perform configuration"
            run_scripts /docker-entrypoint.d/
            say "Configuration complete; ready for start up"
        else
            say "No files found in /docker-entrypoint.d/, skipping configuration"
        fi ;;
esac

exec "$@"
`;

/** Adds `listen [::]:80` to the packaged server, unless somebody has changed it. */
export function listenOnIpv6({ file, command }: { readonly file: string; readonly command: string }): string {
  return `#!/bin/sh
# Lets the packaged server listen on IPv6 too; a server that was changed stays as it is.
set -e

name=$(basename "$0")
conf=etc/nginx/conf.d/default.conf

say() {
    [ -n "$NGINX_ENTRYPOINT_QUIET_LOGS" ] || echo "$name: info: $*"
}

if [ ! -f "/$conf" ]; then
    say "/$conf is not a file or does not exist"
    exit 0
fi
if ! touch "/$conf" 2>/dev/null; then
    say "can not modify /$conf (read-only file system?)"
    exit 0
fi
if grep -q 'listen  \\[::\\]:80;' "/$conf"; then
    say "IPv6 listen already enabled"
    exit 0
fi

say "Getting the checksum of /$conf"
packaged=$(grep " $conf\\$" ${file} | cut -d' ' -f1)
if [ "$packaged" != "$(${command} "/$conf" | cut -d' ' -f1)" ]; then
    say "/$conf differs from the packaged version"
    exit 0
fi

sed -i -E 's,listen       80;,listen       80;\\n    listen  [::]:80;,' "/$conf"
say "Enabled listen on IPv6 in /$conf"
`;
}

/** Fills in templates of configuration files from the environment. */
export const substituteTemplates = `#!/bin/sh
# Writes each template of NGINX_ENVSUBST_TEMPLATE_DIR, with the environment filled in, to NGINX_ENVSUBST_OUTPUT_DIR.
set -e

name=$(basename "$0")
templates=\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}

[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
    echo "$name: ERROR: $templates exists, but $output is not writable"
    exit 0
fi

variables=$(env | cut -d= -f1 | sed 's/.*/\${&}/' | tr '\\n' ' ')
find "$templates" -follow -type f -name "*$suffix" | sort | while read -r template; do
    relative=\${template#"$templates/"}
    target=$output/\${relative%"$suffix"}
    mkdir -p "$(dirname "$target")"
    [ -n "$NGINX_ENTRYPOINT_QUIET_LOGS" ] || echo "$name: Running envsubst on $template to $target"
    envsubst "$variables" < "$template" > "$target"
done
`;

/** One worker for each processor that the container may use, where that is asked for. */
export const tuneWorkers = `#!/bin/sh
# Sets worker_processes to the number of processors when NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE is set.
set -e

[ -n "$NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE" ] || exit 0
if [ ! -w /etc/nginx/nginx.conf ]; then
    echo "$(basename "$0"): ERROR: /etc/nginx/nginx.conf is not writable"
    exit 0
fi
sed -i -E "s/^worker_processes .*/worker_processes  $(nproc);/" /etc/nginx/nginx.conf
`;
