# title: alpine fetches the pages, too
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run --rm --network lookup alpine nslookup search
sleep 15
docker run --rm --network lookup alpine sh -c 'for i in 1 2 3 4 5 6 7 8; do wget -q -O - http://search:9200; done'
docker container rm -f $(docker container ls -aq)
docker network rm lookup
