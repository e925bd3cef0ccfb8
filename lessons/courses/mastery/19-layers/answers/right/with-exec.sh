# title: in containers that go on running
# from: tower
docker run -d --name one alpine sleep 1000
docker exec one dd if=/dev/zero of=/brick bs=1M count=1
docker commit one tower:1
docker run -d --name two tower:1 sleep 1000
docker exec two touch /flag
docker commit two tower:2
docker run -d --name three tower:2 sleep 1000
docker exec three rm /brick
docker commit three tower:3
answer saved 0
docker container rm --force web one two three
