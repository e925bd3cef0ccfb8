# title: named servers, short options, and a loop that stops at the second name
docker network create -d bridge lookup
docker run -d --name es1 --net lookup --net-alias search elasticsearch:2
docker run -d --name es2 --net lookup --net-alias search elasticsearch:2
sleep 20
docker run --rm --net lookup alpine nslookup search
first=$(docker run --rm --net lookup centos curl -s search:9200 | grep '"name"')
until [ "$(docker run --rm --net lookup centos curl -s search:9200 | grep '"name"')" != "$first" ]; do :; done
docker stop es1 es2
docker rm es1 es2
docker network rm lookup
