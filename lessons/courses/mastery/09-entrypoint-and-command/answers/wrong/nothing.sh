# title: nothing was done
# fails: looked-at-images first greet front bare mute looked-inside tidy lister version three db-runs db-command
docker container ls -a
