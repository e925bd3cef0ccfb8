# title: the brick is emptied instead of deleted
# from: tower
# fails: tower-3
docker container run --name one alpine dd if=/dev/zero of=/brick bs=1M count=2
docker container commit one tower:1
docker container run --name two tower:1 touch /flag
docker container commit two tower:2
docker container run --name three tower:2 sh -c ": > /brick"
docker container commit three tower:3
answer saved 0
docker container rm --force web one two three
