# title: quotation marks in the file, noticed and mended
# from: branch
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD="Top Secret 7"\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker exec branch env
docker rm -f branch
sed -i 's/"//g' branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine echo 'Hello, $WHO'; docker rm hello
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
