# title: without the quotation marks, 3 is no longer an argument of exit
# from: orders
# fails: three
# says: exit code should be ‘3’; it is ‘0’
docker run --name lister alpine ls /etc
docker run --name version --entrypoint nginx nginx -v
docker run --name three ubuntu sh -c exit 3
docker run -d --name db -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql mysqld --port=3307
