# title: the same container is committed three times
# from: tower
# fails: tower-2 tower-3
docker container run --detach --name one alpine sleep 1000
docker container exec one dd if=/dev/zero of=/brick bs=1M count=2
docker container commit one tower:1
docker container exec one touch /flag
docker container commit one tower:2
docker container exec one rm /brick
docker container commit one tower:3
answer saved 0
docker container rm --force web one
