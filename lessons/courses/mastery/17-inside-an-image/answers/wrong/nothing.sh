# title: nothing was done
# fails: listed asked-container kernel inspected written not-in-image port-file layers-file command-file no-redis-run
docker container ls
