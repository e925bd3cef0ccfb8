# title: nothing was done
# fails: ?
docker version
