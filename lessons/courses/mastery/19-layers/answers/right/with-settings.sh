# title: other settings are no layers
# from: tower
docker container run --name one alpine dd if=/dev/zero of=/brick bs=1M count=2
docker container commit --message brick --change "CMD sh" one tower:1
docker container run --name two tower:1 touch /flag
docker container commit two tower:2
docker container run --name three tower:2 rm -f /brick
docker container commit --change "ENV FLOOR=3" three tower:3
answer saved 0
docker container rm --force web one two three
