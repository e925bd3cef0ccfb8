# title: --rm leaves nothing to commit
# from: tower
# fails: tower-1 brick tower-2 tower-3 swept
docker container run --rm --name one alpine dd if=/dev/zero of=/brick bs=1M count=2
docker container commit one tower:1
answer saved 0
docker container rm --force web
