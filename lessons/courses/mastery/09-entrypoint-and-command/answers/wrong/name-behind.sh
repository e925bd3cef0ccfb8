# title: --name behind the image goes into the container
# from: orders
# fails: lister
# says: There is no container ‘lister’
docker run alpine ls /etc --name lister
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
