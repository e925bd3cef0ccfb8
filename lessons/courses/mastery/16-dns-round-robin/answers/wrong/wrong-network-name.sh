# title: the network has another name
# fails: lookup-net two-servers one-alias in-background asked-dns two-addresses asked-search both-names no-networks
# says: There is one called ‘look_up’, though
docker network create look_up
docker container run -d --network look_up --network-alias search elasticsearch:2
docker container run -d --network look_up --network-alias search elasticsearch:2
docker container run --rm --network look_up alpine nslookup search
sleep 15
for try in 1 2 3 4 5 6 7 8; do docker container run --rm --network look_up centos curl -s search:9200; done
docker container rm -f $(docker container ls -aq)
docker network rm look_up
