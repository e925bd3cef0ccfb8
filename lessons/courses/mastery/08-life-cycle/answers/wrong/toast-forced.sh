# title: sleep does not listen, so toast was ended by force
# from: still-life
# fails: toast
# says: exit code should be ‘0’; it is ‘137’
docker create --name egg nginx
docker run -d --name cake nginx
docker run -d --name tea nginx; docker pause tea
docker run -d --name toast ubuntu sleep 1000; docker stop toast
docker run -d --name coal nginx; docker kill coal
docker run --rm --name ghost ubuntu true
