# title: the servers are plugged in afterwards, with the alias
docker create --name one elasticsearch:2
docker create --name two elasticsearch:2
docker start one two
docker network create lookup
docker network connect --alias search lookup one
docker network connect --alias find --alias search lookup two
docker container run --rm --network lookup alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker rm -f one two; docker network prune -f
