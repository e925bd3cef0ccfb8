# title: docker commit, and a flag with something in it
# from: tower
docker run --name one alpine sh -c "head -c 5000000 /dev/zero > /brick"
docker commit one tower:1
docker run --name two tower:1 sh -c "echo up > /flag"
docker commit two tower:2
docker run --name three tower:2 rm /brick
docker commit three tower:3
answer saved 0
docker rm -f $(docker ps -aq)
