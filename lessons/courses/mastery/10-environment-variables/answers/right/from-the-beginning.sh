# title: the whole lesson with other spellings
docker create --name show --env MY_HOST=example.com ubuntu
answer first host
export CITY=Busan; docker run --name app --env-file ./app.env ubuntu
docker run --name mine -e COLOR=red --env-file app.env alpine
docker run -de MODE=demo --name web nginx
docker exec -it web printenv MODE; docker exec web printenv MODE; docker inspect web
docker run -d --name shop -e MYSQL_ROOT_PASSWORD=x -e MYSQL_DATABASE=fruit -e MYSQL_USER=clerk -e MYSQL_PASSWORD=apple mysql; sleep 4
printf 'MYSQL_DATABASE=orders\nMYSQL_USER=robin\nMYSQL_PASSWORD=Top Secret 7\n' > branch.env
docker run -d --name branch --env-file branch.env -e MYSQL_RANDOM_ROOT_PASSWORD=yes mysql; sleep 5
docker run --name hello -e WHO=robin alpine sh -c 'echo "Hello, $WHO"'
