# title: each container is removed as soon as it is committed
# from: tower
docker container rm -f web
docker container run --name one alpine dd if=/dev/zero of=/brick bs=1M count=2
docker container commit one tower:1
docker container rm one
docker container run --name two tower:1 touch /flag
docker container commit two tower:2
docker container rm two
docker container run --name three tower:2 rm /brick
docker container commit three tower:3
docker container prune --force
answer saved 0
