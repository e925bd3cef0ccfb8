# title: one long-running container asks everything through exec
docker network create lookup
docker container run -d --network lookup --network-alias search elasticsearch:2
docker container run -d --network lookup --network-alias search elasticsearch:2
docker run -dit --name asker --network lookup centos bash
sleep 20
docker run --rm --network lookup alpine nslookup search
docker exec asker sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do curl -s http://search:9200/ | grep name; done'
docker kill $(docker ps -q)
docker container prune -f
docker network rm lookup
