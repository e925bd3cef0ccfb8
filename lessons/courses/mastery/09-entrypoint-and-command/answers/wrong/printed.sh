# title: 3 was printed, not given as exit code
# from: orders
# fails: three
# says: it is ‘0’
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu echo 3
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
