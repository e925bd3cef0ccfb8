# title: hello echo, and the wrong program named
# fails: greet front bare mute looked-inside tidy lister version three db-runs db-command first
docker image inspect ubuntu nginx
answer first mysqld
docker run --name greet ubuntu hello echo
