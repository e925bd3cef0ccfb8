# title: attempts that went wrong and were removed
# from: orders
docker run --name three ubuntu exit 3; docker rm three
docker run --name version nginx nginx -v; docker rm version
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c 'exit 3'
docker run -d --name db mysql --port=3307; sleep 1; docker rm -f db
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
