# title: export and import make one layer of all
# from: tower
# fails: tower-1
docker container run --name one alpine dd if=/dev/zero of=/brick bs=1M count=2
docker container export --output one.tar one
docker image import one.tar tower:1
docker container run --name two tower:1 touch /flag
docker container commit two tower:2
docker container run --name three tower:2 rm /brick
docker container commit three tower:3
answer saved 0
docker container rm --force web one two three
