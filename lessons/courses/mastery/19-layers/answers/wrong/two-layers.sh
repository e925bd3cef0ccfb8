# title: the first floor is two layers high
# from: tower
# fails: tower-1
docker container run --name zero alpine touch /ground
docker container commit zero ground
docker container run --name one ground dd if=/dev/zero of=/brick bs=1M count=2
docker container commit one tower:1
docker container run --name two tower:1 touch /flag
docker container commit two tower:2
docker container run --name three tower:2 rm /brick
docker container commit three tower:3
answer saved 0
docker container rm --force web one two three
docker container rm zero
