# title: the servers are kept in the shell’s background, but docker is attached to them
# fails: in-background
# says: there are 0
docker network create lookup
docker container run --network lookup --network-alias search elasticsearch:2 &
docker container run --network lookup --network-alias search elasticsearch:2 &
sleep 20
docker container run --rm --network lookup alpine nslookup search
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
