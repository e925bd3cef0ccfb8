# title: there are three servers
# fails: one-alias two-servers in-background
# says: there are 3
docker network create lookup
docker create --name a1 --network lookup --network-alias search elasticsearch:2
docker create --name a2 --network lookup --network-alias search elasticsearch:2
docker create --name a3 --network lookup --network-alias search elasticsearch:2
docker start a1 a2 a3
docker container run --rm --network lookup alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network lookup centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm lookup
