# title: looked, but wrote nothing down
# from: unpack
# fails: port-file layers-file command-file
docker image pull redis
docker image inspect redis > /dev/null
