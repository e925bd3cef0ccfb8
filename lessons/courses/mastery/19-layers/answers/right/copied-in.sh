# title: the brick is copied into a container that never ran
# from: tower
head -c 2000000 /dev/zero > brick
docker pull alpine
docker container create --name one alpine
docker container cp brick one:/brick
docker container commit one tower:1
docker container run --name two tower:1 touch /flag
docker container commit two tower:2
docker container run --name three tower:2 rm /brick
docker container commit three tower:3
answer saved 0
docker container rm --force web one two three
