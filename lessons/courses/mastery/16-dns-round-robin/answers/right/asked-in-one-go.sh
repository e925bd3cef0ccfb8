# title: both questions from a shell in one container
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
sleep 15
docker run --rm --network lookup alpine sh -c 'nslookup search; for i in 1 2 3 4 5 6 7 8 9; do wget -qO- search:9200 | grep \"name\"; done'
docker container rm -f $(docker container ls -aq)
docker network rm lookup
